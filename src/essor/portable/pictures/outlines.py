"""Outlines of the departments: empty until `essor.outlines` fills it from the npm package.

Like every browser package, the map is fetched by the build and not kept in the repository. The page receives this
module filled; a notebook fills it when the package is installed, and shows a sentence in the map's place otherwise.
"""

WIDTH, HEIGHT = 981, 936

# By code of department: its SVG path, where its name goes (x, y), and its box (left, top, right, bottom), in whole units.
OUTLINES: dict[str, tuple] = {}
