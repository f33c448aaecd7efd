using System.Linq.Expressions;
using Comptoir.Storage;

namespace Comptoir.EInvoicing.Port;

/// <summary>Which electronic invoices are shown.</summary>
static class ElectronicInvoiceList
{
    /// <summary>Those with these states; <paramref name="todo"/> for those that somebody has to do something about.</summary>
    public static IQueryable<ElectronicInvoice> Filtered(
        IQueryable<ElectronicInvoice> rows,
        ElectronicWay? way,
        PlatformState? platform,
        CommercialState? commercial,
        AccountingState? accounting,
        bool todo
    )
    {
        if (way is { } one)
            rows = rows.Where(row => row.Way == one);
        if (platform is { } two)
            rows = rows.Where(row => row.Platform == two);
        if (commercial is { } three)
            rows = rows.Where(row => row.Commercial == three);
        if (accounting is { } four)
            rows = rows.Where(row => row.Accounting == four);
        return todo ? rows.Where(IsToDo) : rows;
    }

    /// <summary>Those that somebody has to do something about.</summary>
    public static IQueryable<ElectronicInvoice> ToDo(ComptoirDb db) =>
        db.ElectronicInvoices.Where(IsToDo);

    static readonly Expression<Func<ElectronicInvoice, bool>> IsToDo = row =>
        row.Way == ElectronicWay.Platform
        && row.MadeAgainAt == null
        && (
            !row.IsReady
            || row.Platform == PlatformState.Rejected
            || row.Commercial == CommercialState.Refused
            || row.Commercial == CommercialState.Disputed
            || row.Commercial == CommercialState.Suspended
        );
}
