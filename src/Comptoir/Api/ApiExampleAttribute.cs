using System.Diagnostics.CodeAnalysis;

namespace Comptoir.Api;

/// <summary>Shows in the description what a body looks like.</summary>
/// <param name="json">The body.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ApiExampleAttribute([StringSyntax(StringSyntaxAttribute.Json)] string json)
    : Attribute
{
    /// <summary>The body.</summary>
    public string Json { get; } = json;
}
