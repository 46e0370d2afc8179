"""What exercises expect, computed when the book is built: one module for each chapter that asks numbers, named as its TOML file
(« loi_2014 » for « loi-2014 »).

VALUES gives each value its name. An exercise expects one (`reponse = "name"`), a wrong turn may lead to one
(`valeur = "name"`), and a text shows one (`{name}`): a number as `french.number` writes it, a text as it is.
"""
