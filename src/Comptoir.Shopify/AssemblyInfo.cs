using System.Runtime.CompilerServices;

// Sorting into buckets is tested without a network.
[assembly: InternalsVisibleTo("Comptoir.Tests")]
