"""Small tables of data/, as their authors type them."""

from essor.readers import running_order, tables

FACT = "un-fait,Un fait,5,%,2014,Dossier,https://example.org/,vérifié,2026-11-24,\n"
LAW = "2014-07-31,Une loi,Elle dit qui.,définition,loi,vérifié\n"
EVENTS = (
    f"{LAW}2014,Une journée,On en parle.,journée,loi,déclaré en 2014\n2015-02-01,Un seuil,Il est fixé.,achats,seuil,vérifié\n"
    "2019,Une retouche,Elle est à lire.,définition,retouche,à vérifier\n2023-05,Un décompte,Il a augmenté.,achats,seuil,vérifié\n"
)
SLOTS = "09:00,09:30,accueil,Accueil,\n09:30,10:15,conférence,La loi,book/loi\n10:15,11:30,repas,Repas,\n11:30,,conclusion,Conclusion,\n"
VARIANTS = "".join(f"{variant},a,09:00,30,exposé,Un exposé,Comprendre,,\n" for variant in running_order.VARIANTS)


def table(name, lines):
    """A file of the table: the columns that datapackage.json gives it, then its lines."""
    return ",".join(field["name"] for field in tables.schemas()[name]["fields"]) + f"\n{lines}"
