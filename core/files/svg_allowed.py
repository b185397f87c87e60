"""The elements, attributes and styles that a published SVG drawing may contain."""

from __future__ import annotations

import re

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
_XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"


def _names(text: str) -> frozenset[str]:
    """Return the names in a text, with spaces between them."""
    return frozenset(text.split())


DRAWING = _names(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc style "
    "switch image linearGradient radialGradient stop pattern mask clipPath marker filter a animate animateTransform "
    "animateMotion set mpath feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix "
    "feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight "
    "feTile feTurbulence "
)

# Elements of old editors that no browser draws.
UNDRAWN = _names(
    "metadata font font-face font-face-src font-face-name font-face-format missing-glyph glyph hkern vkern view "
    "cursor flowRoot flowRegion flowPara flowDiv flowSpan flowLine color-profile meshgradient solidcolor "
)

ATTRIBUTES = _names(
    "accumulate additive alignment-baseline amplitude aria-describedby aria-hidden aria-label aria-labelledby "
    "attributeName attributeType azimuth baseFrequency baseline-shift begin bias by calcMode class clip clip-path "
    "clip-rule clipPathUnits color color-interpolation color-interpolation-filters color-rendering cx cy d "
    "diffuseConstant direction display divisor dominant-baseline dur dx dy edgeMode elevation end exponent fill "
    "fill-opacity fill-rule filter filterUnits flood-color flood-opacity font-family font-size font-size-adjust "
    "font-stretch font-style font-variant font-weight fr from fx fy glyph-orientation-horizontal "
    "glyph-orientation-vertical gradientTransform gradientUnits height href id image-rendering in in2 intercept "
    "isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength kerning keyPoints keySplines keyTimes lang lengthAdjust "
    "letter-spacing lighting-color limitingConeAngle marker marker-end marker-mid marker-start markerHeight "
    "markerUnits markerWidth mask mask-type maskContentUnits maskUnits max media method min mix-blend-mode mode "
    "numOctaves offset opacity operator order orient overflow paint-order path pathLength patternContentUnits "
    "patternTransform patternUnits pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha "
    "preserveAspectRatio primitiveUnits r radius refX refY repeatCount repeatDur requiredFeatures "
    "requiredExtensions restart result role rotate rx ry scale seed shape-rendering side slope spacing "
    "specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity "
    "stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width style surfaceScale systemLanguage tableValues target targetX targetY text-anchor text-decoration "
    "text-rendering textLength title to transform transform-origin type unicode-bidi values vector-effect version "
    "viewBox visibility width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z "
)

LINKS = frozenset({"href", f"{{{_XLINK}}}href"})
PICTURE = re.compile(r"data:image/(png|jpe?g|webp|gif);base64,([\s\S]*)", re.IGNORECASE)
_FONT = re.compile(
    r"data:(font/|application/(x-)?font)[a-z0-9.+-]*(;charset=[\w-]+)?;base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE
)
_URL = re.compile(r"url\s*\(\s*(\"[^\"]*\"|'[^']*'|[^)]*)\)?", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_REMARK = re.compile(r"/\*.*?(\*/|\Z)", re.DOTALL)
_FETCHES = re.compile(
    r"@import|@namespace|(image-set|cross-fade|src|image)\s*\(|expression\s*\(|-moz-binding|behaviou?r\s*:|javascript:",
    re.IGNORECASE,
)


def css_fault(css: str) -> str:
    """Return what is wrong with styles, or with an attribute that may hold them; empty where nothing is."""
    if "(" not in css and "@" not in css and ":" not in css:
        return ""
    said = _REMARK.sub(
        " ",
        _ESCAPE.sub(
            lambda found: chr(int(found[1], 16)) if found[1] and int(found[1], 16) < 0x110000 else found[2] or "", css
        ),
    )
    for found in _URL.finditer(said):
        target = found[1].strip("\"' \t\n")
        if target and not target.startswith("#") and not _FONT.fullmatch(target):
            return f"the styles fetch “{target[:60]}”, which is not part of the drawing."
    if fetched := _FETCHES.search(said):
        return f"the styles use “{fetched[0]}”, which fetches or runs something."
    return ""
