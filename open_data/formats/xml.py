"""Text that XML can hold: the standard forbids most signs of control."""

import re

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(words):
    return NOT_XML.sub("", words)
