"""MPEG audio, layer III: whether bytes are that, and the sound without what programs write around it.

Layout of the frame header after ISO/IEC 11172-3, 2.4.1.3; of the tags after ID3v2.4, section 3.1, and ID3v1.
"""

_TAG, _TAG_HEAD, _FOOTER = b"ID3", 10, 0x10
_OLD_TAG, _OLD_TAG_SIZE = b"TAG", 128
_HEADER = 4
_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Samples a second by version: 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5."""


def sound_alone(content: bytes) -> bytes | None:
    """The frames of an MP3 without the tags before and after them, which may name a person, a place or a picture.

    Args:
        content: of the whole file.

    Returns:
        None where the bytes are no MP3: the first two frames must follow each other, or the only one fill the file.
    """
    frames = _without_old_tag(_without_tags(content))
    length = _frame_length(frames)
    if length is None or length > len(frames):
        return None
    rest = frames[length:]
    return frames if not rest or _frame_length(rest) is not None else None


def _without_tags(content: bytes) -> bytes:
    while content[:3] == _TAG and len(content) > _TAG_HEAD:
        size = 0
        for each in content[6:_TAG_HEAD]:
            size = size << 7 | each & 0x7F
        content = content[_TAG_HEAD + size + (_TAG_HEAD if content[5] & _FOOTER else 0) :].lstrip(b"\0")
    return content


def _without_old_tag(content: bytes) -> bytes:
    return content[:-_OLD_TAG_SIZE] if content[-_OLD_TAG_SIZE:][:3] == _OLD_TAG else content


def _frame_length(content: bytes) -> int | None:
    """Bytes of the frame that begins here, its header included; None where none begins."""
    if len(content) < _HEADER or content[0] != 0xFF or content[1] & 0xE0 != 0xE0:
        return None
    version, layer = content[1] >> 3 & 3, content[1] >> 1 & 3
    rate, sampling, padding = content[2] >> 4, content[2] >> 2 & 3, content[2] >> 1 & 1
    if version == 1 or layer != 1 or rate in (0, 15) or sampling == 3:
        return None
    first = version == 3
    thousands = (_RATES if first else _RATES_LOW)[rate]
    return (144 if first else 72) * thousands * 1000 // _SAMPLES[version][sampling] + padding
