using Comptoir.Storage;

namespace Comptoir.Invoicing;

/// <summary>Makes what is due.</summary>
public sealed class InvoiceDue(Database database)
{
    /// <summary>Makes all documents that are due in an office, or of some orders.</summary>
    public Task<DueReport> RunAsync(
        long officeId,
        IReadOnlyCollection<long>? orders,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(database.Engine.ToString());
}

/// <summary>Invoices an order by hand.</summary>
public sealed class InvoiceOrder(Database database)
{
    /// <summary>Makes documents of an order; the numbers of their rows.</summary>
    /// <exception cref="RefusedException">Nothing is left to invoice, or more was asked for than is.</exception>
    public Task<IReadOnlyList<long>?> MakeAsync(
        long officeId,
        long orderId,
        InvoiceRequest request,
        string by,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(database.Engine.ToString());
}

/// <summary>Issues drafts.</summary>
public sealed class IssueDocuments(Database database)
{
    /// <summary>Issues drafts in the order given.</summary>
    public Task<IReadOnlyList<IssueOutcome>> IssueAsync(
        long officeId,
        IReadOnlyList<long> ids,
        DateOnly? on,
        string? by,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(database.Engine.ToString());

    /// <summary>Notes the number that another program gave to a proposal; null when there is no such document.</summary>
    /// <exception cref="RefusedException">The office issues here, or the number is taken.</exception>
    public Task<IssueOutcome?> IssuedElsewhereAsync(
        long officeId,
        long id,
        string number,
        DateOnly on,
        string by,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(database.Engine.ToString());
}

/// <summary>Changes and drops drafts.</summary>
public sealed class EditDraft(Database database)
{
    /// <summary>Changes a draft; false when there is none of this number.</summary>
    /// <exception cref="RefusedException">It is issued.</exception>
    public Task<bool> ChangeAsync(
        long officeId,
        long id,
        DraftChange change,
        string by,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(database.Engine.ToString());

    /// <summary>Drops drafts: what they reserved is open again. How many were dropped.</summary>
    /// <exception cref="RefusedException">One of them is issued.</exception>
    public Task<int> DropAsync(
        long officeId,
        IReadOnlyCollection<long> ids,
        string by,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(database.Engine.ToString());
}

/// <summary>Corrects invoices by hand.</summary>
public sealed class CreditInvoice(Database database)
{
    /// <summary>Credits an invoice; the number of the credit note's row, null when there is no such invoice.</summary>
    /// <exception cref="RefusedException">More would be credited than was invoiced, or the reason is missing.</exception>
    public Task<long?> CreditAsync(
        long officeId,
        long id,
        CreditRequest request,
        string by,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(database.Engine.ToString());

    /// <summary>Takes an invoice back in full and makes it again for another buyer: credit note and invoice; null when there is no such invoice.</summary>
    /// <exception cref="RefusedException">It was credited already, or the reason is missing.</exception>
    public Task<(long CreditNote, long Invoice)?> ReissueAsync(
        long officeId,
        long id,
        Party buyer,
        string reason,
        bool issue,
        string by,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(database.Engine.ToString());
}

/// <summary>Lets an order be invoiced although something holds it.</summary>
public sealed class ReleaseOrder(Database database)
{
    /// <summary>Documents are made although the order does not add up or fraud is feared; false when there is no such order.</summary>
    /// <exception cref="RefusedException">The reason is missing.</exception>
    public Task<bool> ReleaseAsync(
        long officeId,
        long orderId,
        string reason,
        string by,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(database.Engine.ToString());

    /// <summary>Documents are made although a rule leaves the order out, or it is older than the cut-over; false when there is no such order.</summary>
    public Task<bool> RequestAsync(
        long officeId,
        long orderId,
        string by,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(database.Engine.ToString());
}

/// <summary>Puts the content of documents together.</summary>
public sealed class ComposeDocuments(Database database)
{
    /// <summary>The frozen content of issued documents, and what drafts would have; by the number of their rows, those of the office only.</summary>
    public Task<IReadOnlyDictionary<long, FrozenDocument>> ComposeAsync(
        long officeId,
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException(database.Engine.ToString());
}
