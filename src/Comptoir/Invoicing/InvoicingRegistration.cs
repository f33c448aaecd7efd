using Comptoir.Invoicing.Movements;

namespace Comptoir.Invoicing;

/// <summary>Registers what makes documents.</summary>
static class InvoicingRegistration
{
    public static IServiceCollection AddInvoicing(this IServiceCollection services)
    {
        services.AddSingleton<Journal.OfficeJournal>();
        services.AddSingleton<SeriesThere>();
        services.AddSingleton<WaitingOrders>();
        services.AddSingleton<MatchFacts>();
        services.AddSingleton<InvoicingSignal>();
        services.AddHostedService<InvoicingWorker>();
        services.AddSingleton<InvoiceDue>();
        services.AddSingleton<InvoiceOrder>();
        services.AddSingleton<IssueDocuments>();
        services.AddSingleton<EditDraft>();
        services.AddSingleton<CreditInvoice>();
        services.AddSingleton<ReleaseOrder>();
        services.AddSingleton<EnterExternalInvoices>();
        services.AddSingleton<ComposeDocuments>();
        services.AddSingleton<RecordPayment>();
        services.AddSingleton<RecordDelivery>();
        services.AddSingleton<SettleExpected>();
        return services;
    }
}
