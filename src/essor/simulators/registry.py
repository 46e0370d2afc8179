"""Simulators by slug, loaded when asked for: a page that shows one does not read the others."""

import sys

MODULES = (
    ("ess-or-not", "essor.simulators.ess_or_not"),
    ("esus-approval", "essor.simulators.esus_approval"),
    ("my-departement", "essor.simulators.my_departement"),
    ("location-quotient", "essor.simulators.location_quotient"),
    ("budget-per-inhabitant", "essor.simulators.budget_per_inhabitant"),
    ("shift-share", "essor.simulators.shift_share"),
    ("axis-portfolio", "essor.simulators.axis_portfolio"),
    ("stakeholder-map", "essor.simulators.stakeholder_map"),
    ("ptce-radar", "essor.simulators.ptce_radar"),
    ("goutte-dor-census", "essor.simulators.goutte_dor_census"),
    ("shared-workshop", "essor.simulators.shared_workshop"),
    ("insertion-hours", "essor.simulators.insertion_hours"),
    ("clause-planner", "essor.simulators.clause_planner"),
    ("spaser", "essor.simulators.spaser"),
    ("scic-capital", "essor.simulators.scic_capital"),
    ("scic-result", "essor.simulators.scic_result"),
    ("scic-ten-years", "essor.simulators.scic_ten_years"),
    ("scic-votes", "essor.simulators.scic_votes"),
    ("bousol-circuits", "essor.simulators.bousol_circuits"),
    ("bousol-bonus", "essor.simulators.bousol_bonus"),
    ("bousol-agents", "essor.simulators.bousol_agents"),
    ("de-minimis", "essor.simulators.de_minimis"),
    ("grant-or-contract", "essor.simulators.grant_or_contract"),
    ("esr-bond", "essor.simulators.esr_bond"),
    ("transversality-matrix", "essor.simulators.transversality_matrix"),
    ("missing-link", "essor.simulators.missing_link"),
    ("deliberation-rules", "essor.simulators.deliberation_rules"),
)


def slugs():
    """Every simulator's slug, in the order of the course."""
    return [slug for slug, _ in MODULES]


def load(slug):
    """The simulator of that slug. LookupError if there is none."""
    for known, module in MODULES:
        if known == slug:
            __import__(module)
            return sys.modules[module].SIMULATOR
    raise LookupError("unknown simulator: " + str(slug))
