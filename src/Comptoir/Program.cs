using Comptoir.Cli;

return await ComptoirCommand.RunAsync(args);
