using Comptoir.Invoicing.Archiving;
using Comptoir.Invoicing.Closings;
using Comptoir.Invoicing.CutOver;
using Comptoir.Invoicing.FollowUp;
using Comptoir.Invoicing.Movements;
using Comptoir.Invoicing.Orders;
using Comptoir.Invoicing.Seller;
using Comptoir.Invoicing.Series;
using Comptoir.Invoicing.Styles;
using Comptoir.Invoicing.VatSettling;
using Comptoir.Offices;

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
        services.AddSingleton<HeldDrafts>();
        services.AddSingleton<InvoiceDue>();
        services.AddSingleton<InvoiceOrder>();
        services.AddSingleton<IssueDocuments>();
        services.AddSingleton<EditDraft>();
        services.AddSingleton<CreditInvoice>();
        services.AddSingleton<ReleaseOrder>();
        services.AddSingleton<SettleVat>();
        services.AddSingleton<VatOpen>();
        services.AddSingleton<EnterExternalInvoices>();
        services.AddSingleton<EnterOrder>();
        services.AddSingleton<ImportExternalInvoices>();
        services.AddSingleton<InvoiceHere>();
        services.AddSingleton<ComposeDocuments>();
        services.AddSingleton<EnterPayment>();
        services.AddSingleton<EnterDelivery>();
        services.AddSingleton<Deliveries.DeliveryNotePdf>();
        services.AddSingleton<SettleExpected>();
        services.AddSingleton<FollowUpDeeds>();
        services.AddSingleton<ChangeRules>();
        services.AddSingleton(_ => Documents.Fonts.DocumentFonts.OfMachine());
        services.AddSingleton<Documents.PdfWriter>();
        services.AddSingleton<PaperLooks>();
        services.AddSingleton<DocumentFiles>();
        services.AddSingleton<DocumentPdf>();
        services.AddSingleton<OfficeToday>();
        services.AddSingleton<RecordPayments>();
        services.AddSingleton<ClosePeriods>();
        services.AddSingleton<CloseByItself>();
        services.AddHostedService(provider => provider.GetRequiredService<CloseByItself>());
        services.AddSingleton<EditCompany>();
        services.AddSingleton<ChangeSeries>();
        services.AddSingleton<ChangeStyle>();
        services.AddSingleton<PreviewStyle>();
        services.AddSingleton<ExportMonth>();
        services.AddSingleton<MakeArchive>();
        services.AddSingleton<CheckArchive>();
        return services;
    }

    /// <summary>Maps company, numbering and closings in the API.</summary>
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        api.MapCompany();
        api.MapNumberSeries();
        api.MapClosings();
        api.MapDocumentStyles();
        api.MapMonthExports();
    }
}
