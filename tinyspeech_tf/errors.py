"""The errors a user can mend: one line that says what is wrong, where, and what to do."""


class UserError(Exception):
    """Bad input, a missing tool or an impossible request; its text is shown as it is, without a trace.

    Args:
        message: one line naming what was wrong, where, and what to do about it.
    """
