"""What a patent's standing says about the result: expired, pending, of another country. Nothing here changes a risk."""

from __future__ import annotations

import re
from datetime import date

EXPIRED = re.compile(r"소멸|만료|포기|무효|취소|expired|lapsed|abandon|invalid|revoked|ceased", re.I)
REFUSED = re.compile(r"거절|취하|각하|refused|rejected|withdrawn", re.I)
PENDING = re.compile(r"출원\s*(?:중|계속)|심사\s*중|공개|미등록|등록\s*전|심사\s*전|출원$|pending|application|published|"
                     r"granted:\s*(?:no|false|n|0|아니|미등록|x)\b|등록여부:\s*(?:n|no|아니|x|0|미등록)", re.I)
HOME = re.compile(r"\b(?:KR|KOR|Korea|Republic of Korea)\b|대한민국|한국|국내", re.I)
DAY = re.compile(r"(\d{4})\s*[.\-/년]?\s*(\d{1,2})\s*[.\-/월]?\s*(\d{1,2})")


def warnings(status: str, expiry: str, territory: str, korean: bool, today: date | None = None) -> tuple[str, ...]:
    """A sentence for each thing to know before the risk is read."""
    today, out = today or date.today(), []
    ended = day_of(expiry)
    if REFUSED.search(status):
        out.append(("거절되거나 취하된 출원이므로 등록된 권리가 없습니다. 행사할 수 있는 특허인지 등록원부를 확인하세요.",
                    "The application was refused or withdrawn, so no right was granted. Check the register."))
    elif EXPIRED.search(status):
        out.append((f"권리 상태가 '{status}'입니다. 소멸한 특허는 소멸 이후의 실시에 행사할 수 없으므로 등록원부를 확인하세요.",
                    f"The status is '{status}': an expired or invalidated patent cannot be asserted against later acts. "
                    "Check the register."))
    elif PENDING.search(status):
        out.append((f"아직 등록되지 않은 출원('{status}')입니다. 심사 중에 청구항이 보정될 수 있고, 등록 전에는 침해가 성립하지 않습니다"
                    "(공개 후 경고를 받은 실시에는 보상금 청구권이 생길 수 있습니다).",
                    f"The claim is pending ('{status}'): it may be amended, and nothing is infringed before the grant "
                    "(compensation may be due for acts after publication and a warning)."))
    if expiry.strip() and ended is None:
        out.append((f"존속기간 만료일 '{expiry}': 날짜로 읽지 못했습니다. 2030-12-31처럼 쓰세요.",
                    f"The expiry '{expiry}' is not a date that can be read; write it as 2030-12-31."))
    elif ended is not None and ended < today:
        out.append((f"존속기간이 {ended.isoformat()}에 만료되었습니다. 만료 이후의 실시는 침해가 아니므로 연장등록 여부만 확인하세요.",
                    f"The term ended on {ended.isoformat()}: later acts do not infringe. Check for an extension of the term."))
    elif ended is not None and (ended - today).days < 365:
        out.append((f"존속기간이 1년 안에({ended.isoformat()}) 만료됩니다.", f"The term ends within a year ({ended.isoformat()})."))
    if territory.strip() and not HOME.search(territory):
        out.append((f"권리 국가가 '{territory}'입니다. 특허는 등록된 나라에서만 효력이 있으므로, 그 나라에서 "
                    "제조·판매·수출입하는지 확인하고 그 나라 법으로 검토하세요.",
                    f"The patent is of '{territory}': it has effect in that country only. Check whether the product is made, "
                    "sold or imported there, and examine it under that country's law."))
    return tuple(ko if korean else en for ko, en in out)


def day_of(text: str) -> date | None:
    if match := DAY.search(text):
        try:
            return date(*(int(g) for g in match.groups()))
        except ValueError:
            return None
    return None
