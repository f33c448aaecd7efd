using System.Runtime.CompilerServices;

// The order of mixed scripts and the formats of amounts are tested without drawing a page.
[assembly: InternalsVisibleTo("Comptoir.Tests")]

// The screens show documents in the same words as paper.
[assembly: InternalsVisibleTo("comptoir")]
