"""The scripts that the measurements play."""

SCRIPT = """
title: A measured session
items:
  - structure: one_two_four_all
    invitation: What makes it hard to stop a medicine that no longer helps?
    output: hard
  - structure: who_what_when
    invitation: What will you do, and by when?
    uses: [hard]
    output: promises
  - structure: consent_check
    invitation: Which words can we all go on with for now?
"""

IDEA = "Nobody dares to stop what another doctor began; the patient pays with dizzy mornings."
"""About ninety characters, as people write them."""
