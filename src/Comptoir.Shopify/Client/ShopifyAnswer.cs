using System.Text.Json;

namespace Comptoir.Shopify;

/// <summary>An error that came beside data: the fields it names are null, the rest of the data is good.</summary>
/// <param name="Message">Shopify's words, secrets replaced.</param>
/// <param name="Code">For example <c>ACCESS_DENIED</c>; null when Shopify gave none.</param>
/// <param name="Path">The field, for example <c>order.customer</c>; empty when Shopify gave none.</param>
public sealed record ShopifyError(string Message, string? Code, string Path);

/// <summary>The answer to one query: its data, and the errors that left parts of it out.</summary>
public sealed record ShopifyAnswer(JsonElement Data, IReadOnlyList<ShopifyError> Errors);
