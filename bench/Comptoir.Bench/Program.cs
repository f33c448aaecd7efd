using System.CommandLine;
using Comptoir.Bench;

// What the program does is measured against its floor: the same bytes parsed and the same rows written, and nothing else.
var root = new RootCommand("Measures Comptoir")
{
    DocumentsCommand.Create(),
    FirstSync.Command(),
    FloorCommand.Create(),
    InvoiceCommand.Create(),
    LiveCommand.Create(),
    OfficeProcess.Command(),
    ShopProcess.Command(),
    SyncProcess.Command(),
    WebhooksCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
