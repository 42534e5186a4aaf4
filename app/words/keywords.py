"""Words of the keywords tab."""

FIELDS = {
    "keywords": ("Keywords", "키워드"),
    "limit": ("At most", "최대 개수"),
}
