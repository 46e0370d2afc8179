"""Share of the social and solidarity economy in employment: 100 departments, their regions, France; 2008, 2014, 2015.

Insee, « indicateurs territoriaux de développement durable », from Clap: jobs on 31 December, in percent of all salaried
jobs, public and private. Regions are those of 2016 in every year. The same figures as data/ess-departements.csv and
data/ess-regions.csv, which say the status of each; a test holds them equal. Mayotte is not counted.
"""

from collections import namedtuple

YEARS = ("2008", "2014", "2015")

# `shares` are percentages, one per year of YEARS; `region` is the region's code.
Department = namedtuple("Department", ["code", "name", "region", "shares"])
Region = namedtuple("Region", ["code", "name", "shares"])

# code|name|code of the region|2008 2014 2015
DEPARTMENTS_TABLE = """
01|Ain|84|10.53 11.595 11.522
02|Aisne|32|9.93 10.95 11.112
03|Allier|84|9.8 11.538 11.766
04|Alpes-de-Haute-Provence|93|11.43 13.048 13.207
05|Hautes-Alpes|93|13.14 13.822 14.128
06|Alpes-Maritimes|93|8.18 8.072 7.903
07|Ardèche|84|14.92 15.931 15.964
08|Ardennes|44|9.83 11.32 11.487
09|Ariège|76|11.78 13.457 13.458
10|Aube|44|10.09 11.475 11.547
11|Aude|76|11.85 12.848 13.151
12|Aveyron|76|16.17 17.263 17.291
13|Bouches-du-Rhône|93|9.71 10.099 10.113
14|Calvados|28|11.24 12.018 12.073
15|Cantal|84|15.57 16.297 16.352
16|Charente|75|10.99 11.731 11.864
17|Charente-Maritime|75|11.51 12.254 12.344
18|Cher|24|10.13 11.033 10.785
19|Corrèze|75|12.06 13.003 13.114
21|Côte-d’Or|27|10.59 11.648 11.521
22|Côtes-d’Armor|53|15.85 16.808 17.021
23|Creuse|75|15.54 16.748 16.982
24|Dordogne|75|11.18 11.434 11.533
25|Doubs|27|10.86 12.139 12.265
26|Drôme|84|12.05 12.698 12.864
27|Eure|28|8.12 8.935 9.044
28|Eure-et-Loir|24|9.19 9.766 9.907
29|Finistère|53|15.13 15.659 15.71
2A|Corse-du-Sud|94|7.42 7.199 7.134
2B|Haute-Corse|94|9.15 9.4 9.19
30|Gard|76|11.93 11.947 11.774
31|Haute-Garonne|76|8.46 8.752 8.639
32|Gers|76|13.62 14.018 14.018
33|Gironde|75|9.23 9.865 9.811
34|Hérault|76|11.37 11.18 11.126
35|Ille-et-Vilaine|53|11.93 12.409 12.402
36|Indre|24|10.77 11.533 11.52
37|Indre-et-Loire|24|10.82 11.527 11.439
38|Isère|84|9.19 10.07 9.978
39|Jura|27|10.71 11.889 12.073
40|Landes|75|9.71 10.112 10.328
41|Loir-et-Cher|24|9.54 10.008 9.878
42|Loire|84|11.96 13.246 13.506
43|Haute-Loire|84|16.92 18.147 18.439
44|Loire-Atlantique|52|12.42 12.82 12.723
45|Loiret|24|9.34 9.913 9.847
46|Lot|76|16.64 15.651 15.648
47|Lot-et-Garonne|75|13.56 14.377 14.669
48|Lozère|76|27.4 27.87 27.963
49|Maine-et-Loire|52|14.86 15.067 15.025
50|Manche|28|12.7 13.468 13.468
51|Marne|44|11.91 12.215 12.235
52|Haute-Marne|44|8.79 9.821 9.914
53|Mayenne|52|11.74 12.494 12.487
54|Meurthe-et-Moselle|44|11.49 12.34 12.528
55|Meuse|44|10.89 12.317 12.433
56|Morbihan|53|12.46 13.676 13.809
57|Moselle|44|10.55 11.804 11.968
58|Nièvre|27|11.86 12.212 12.335
59|Nord|32|10.71 11.106 11.189
60|Oise|32|9.75 10.485 10.441
61|Orne|28|14.48 15.258 15.274
62|Pas-de-Calais|32|10.99 12.336 12.2
63|Puy-de-Dôme|84|9.65 10.218 10.46
64|Pyrénées-Atlantiques|75|12.26 12.978 13.096
65|Hautes-Pyrénées|76|13.43 13.869 13.889
66|Pyrénées-Orientales|76|12.91 13.254 13.017
67|Bas-Rhin|44|9.64 9.829 9.898
68|Haut-Rhin|44|11.01 12.378 12.426
69|Rhône|84|9.68 10.146 10.038
70|Haute-Saône|27|13.93 16.048 16.278
71|Saône-et-Loire|27|9.75 10.242 10.415
72|Sarthe|52|10.55 11.372 11.381
73|Savoie|84|8.89 9.66 9.546
74|Haute-Savoie|84|9.4 9.701 9.827
75|Paris|11|8.93 9.008 8.967
76|Seine-Maritime|28|8.71 9.537 9.647
77|Seine-et-Marne|11|6.92 6.995 7
78|Yvelines|11|6.36 6.72 6.754
79|Deux-Sèvres|75|16.54 17.422 18.032
80|Somme|32|9.72 10.304 10.414
81|Tarn|76|15.8 16.768 17.115
82|Tarn-et-Garonne|76|13.19 14.296 14.315
83|Var|93|10.14 10.862 10.632
84|Vaucluse|93|10.24 10.422 10.508
85|Vendée|52|12.21 13.317 13.509
86|Vienne|75|11.33 11.824 11.93
87|Haute-Vienne|75|10.29 11.367 11.559
88|Vosges|44|9.04 10.581 10.819
89|Yonne|27|10.13 10.806 10.786
90|Territoire de Belfort|27|10.21 11.074 11.06
91|Essonne|11|6.84 7.19 7.163
92|Hauts-de-Seine|11|4.95 4.909 4.91
93|Seine-Saint-Denis|11|5.26 5.641 5.727
94|Val-de-Marne|11|6.67 7.489 7.402
95|Val-d’Oise|11|5.98 6.92 6.927
971|Guadeloupe|01|10.97 11 10.78
972|Martinique|02|8.96 10.4 10.53
973|Guyane|03|7.08 7.4 7.878
974|La Réunion|04|9.5 11.1 11.149
"""

# code|name|2008 2014 2015; F is France without Mayotte
REGIONS_TABLE = """
01|Guadeloupe|10.968 11 10.78
02|Martinique|8.963 10.4 10.53
03|Guyane|7.084 7.4 7.878
04|La Réunion|9.5 11.1 11.149
11|Île-de-France|6.9 7.1 7.093
24|Centre-Val de Loire|9.908 10.6 10.493
27|Bourgogne-Franche-Comté|10.8 11.7 11.79
28|Normandie|10.2 11 11.076
32|Hauts-de-France|10.5 11.2 11.24
44|Grand Est|10.5 11.4 11.48
52|Pays de la Loire|12.6 13.1 13.131
53|Bretagne|13.564 14.3 14.324
75|Nouvelle-Aquitaine|11.2 11.9 12.016
76|Occitanie|11.8 12.1 12.04
84|Auvergne-Rhône-Alpes|10.4 11.1 11.13
93|Provence-Alpes-Côte d’Azur|9.6 10 9.935
94|Corse|8.3 8.3 8.148
F|France hors Mayotte|9.911 10.5 10.483
"""

# Departments that share a border, each pair once: a code, then those of its neighbours that come after it.
# Overseas departments have none, and a bridge or a ferry is not a border.
BORDERS_TABLE = """
01 38 39 69 71 73 74
02 08 51 59 60 77 80
03 18 23 42 58 63 71
04 05 06 26 83 84
05 26 38 73
06 83
07 26 30 38 42 43 48 84
08 51 55
09 11 31 66
10 21 51 52 77 89
11 31 34 66 81
12 15 30 34 46 48 81 82
13 30 83 84
14 27 50 61 76
15 19 43 46 48 63
16 17 24 79 86 87
17 24 33 79 85
18 23 36 41 45 58
19 23 24 46 63 87
21 39 52 58 70 71 89
22 29 35 56
23 36 63 87
24 33 46 47 87
25 39 70 90
26 38 84
27 28 60 61 76 78 95
28 41 45 61 72 78 91
29 56
2A 2B
30 34 48 84
31 32 65 81 82
32 40 47 64 65 82
33 40 47
34 81
35 44 49 50 53 56
36 37 41 86 87
37 41 49 72 86
38 42 69 73
39 70 71
40 47 64
41 45 72
42 43 63 69 71
43 48 63
44 49 56 85
45 58 77 89 91
46 47 82
47 82
49 53 72 79 85 86
50 53 61
51 52 55 77
52 55 70 88
53 61 72
54 55 57 67 88
55 88
57 67
58 71 89
59 62 80
60 76 77 80 95
61 72
62 80
64 65
67 68 88
68 88 90
69 71
70 88 90
73 74
75 92 93 94
76 80
77 89 91 93 94 95
78 91 92 95
79 85 86
81 82
83 84
86 87
88 90
91 92 94
92 93 94 95
93 94 95
"""


def _departments():
    rows = [line.split("|") for line in DEPARTMENTS_TABLE.strip().split("\n")]
    return [Department(code, name, region=region, shares=[float(share) for share in shares.split(" ")]) for code, name, region, shares in rows]


def _regions():
    rows = [line.split("|") for line in REGIONS_TABLE.strip().split("\n")]
    return [Region(code, name, [float(share) for share in shares.split(" ")]) for code, name, shares in rows]


def _neighbours():
    found = {}
    for line in BORDERS_TABLE.strip().split("\n"):
        codes = line.split(" ")
        for other in codes[1:]:
            found.setdefault(codes[0], []).append(other)
            found.setdefault(other, []).append(codes[0])
    return found


DEPARTMENTS = _departments()
REGIONS = _regions()
_NEIGHBOURS = _neighbours()


def department(code: str) -> Department:
    """The department of that Insee code. LookupError if there is none."""
    return _found(DEPARTMENTS, code)


def region(code: str) -> Region:
    """The region of that Insee code, « F » for France without Mayotte. LookupError if there is none."""
    return _found(REGIONS, code)


def neighbours(code: str) -> list:
    """The departments that share a border with that one, by code; none overseas. LookupError if it is unknown."""
    codes = _NEIGHBOURS.get(department(code).code, [])
    return [other for other in DEPARTMENTS if other.code in codes]


def _found(territories, code):
    for territory in territories:
        if territory.code == code:
            return territory
    raise LookupError(f"unknown territory: {code}")
