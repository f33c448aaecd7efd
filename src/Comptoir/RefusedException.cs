namespace Comptoir;

/// <summary>
/// Something was refused for a reason that a person can mend: nothing was changed, and the message says what to do. Pages
/// show it (the text is a key of the translations), the API answers 422 with it, the command line prints it and ends with 1.
/// </summary>
public sealed class RefusedException(string message) : Exception(message);
