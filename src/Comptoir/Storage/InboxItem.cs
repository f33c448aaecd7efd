namespace Comptoir.Storage;

/// <summary>What a message of a shop asks to look at again.</summary>
/// <param name="OfficeId">The office.</param>
/// <param name="WebShopId">Its web shop.</param>
/// <param name="Kind">What kind of object: <c>Order</c>, <c>Customer</c>, <c>Product</c> and so on.</param>
/// <param name="Subject">The shop's number of it, or what else tells it from others.</param>
/// <param name="SaidAt">When it happened by the shop's clock, UTC.</param>
/// <param name="Detail">What else must be known, never personal data; null for nothing.</param>
public sealed record InboxMessage(
    long OfficeId,
    long WebShopId,
    string Kind,
    string Subject,
    DateTime SaidAt,
    string? Detail = null
);

/// <summary>Something that waits to be looked at: however many messages named it, it waits once.</summary>
/// <param name="Kind">What kind of object.</param>
/// <param name="Subject">The shop's number of it.</param>
/// <param name="Version">Raised by each message: what was named again meanwhile is looked at again.</param>
/// <param name="SaidAt">When the earliest message said that it happened, by the shop's clock, UTC.</param>
/// <param name="ArrivedAt">When the earliest message arrived here, UTC.</param>
/// <param name="Detail">What else must be known.</param>
public sealed record InboxItem(
    string Kind,
    string Subject,
    long Version,
    DateTime SaidAt,
    DateTime ArrivedAt,
    string? Detail
);

/// <summary>How much waits of one web shop.</summary>
/// <param name="OfficeId">The office.</param>
/// <param name="WebShopId">Its web shop.</param>
/// <param name="Count">How many objects.</param>
/// <param name="Since">When the earliest arrived, UTC.</param>
public sealed record InboxLength(long OfficeId, long WebShopId, int Count, DateTime Since);
