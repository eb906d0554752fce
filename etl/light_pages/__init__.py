"""The light pages: what citizens see first, plain HTML without a script, made once for each released edition."""

from etl.light_pages.places_page import found_page
from etl.light_pages.site import Site
from etl.light_pages.write import light_pages, write_light_pages
from schemas.find_place import Found, find_place

__all__ = ["Found", "Site", "find_place", "found_page", "light_pages", "write_light_pages"]
