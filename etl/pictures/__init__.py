"""Small pictures of an edition, as SVG text with their alternative text: one function a picture."""

from etl.pictures.before_now import before_now
from etl.pictures.build import build_pictures
from etl.pictures.series import series
from etl.pictures.svg import Picture
from schemas.verdict_mark import verdict_mark

__all__ = ["Picture", "before_now", "build_pictures", "series", "verdict_mark"]
