"""Pictures of a plan as SVG elements, a module each, for the page around them; every one is told in words too."""

WIDTH = 480  # what a picture is drawn for: on a phone it is a little smaller, and can still be read
LETTER = 8  # pixels of a letter, as wide ones are

STYLE = """\
.picture{font:13px/1.3 system-ui,sans-serif;fill:currentColor;max-width:100%;height:auto}
.picture .axis{stroke:currentColor;stroke-opacity:.25}
.picture .line{fill:none;stroke:currentColor;stroke-width:2}
.picture .target{stroke:currentColor;stroke-dasharray:3 4}
.picture .one{fill:var(--page);stroke:currentColor;stroke-width:1.6}
.picture .most{fill-opacity:.8}.picture .some{fill-opacity:.45}.picture .least{fill-opacity:.18}
.picture .part{stroke:currentColor;stroke-opacity:.6}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,30rem),1fr));gap:0 2rem}
@media print{.figures{display:block}}"""
