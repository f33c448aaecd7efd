using System.CommandLine;
using Comptoir.Users;

namespace Comptoir.Cli;

/// <summary><c>comptoir api-key create</c>: a key for a program, alone on standard output.</summary>
static class ApiKeyCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What the key is for" };
        var role = new Option<Role>("--role")
        {
            Description = "owner, manager, accountant or viewer",
            HelpName = "ROLE",
            Required = true,
        };
        var office = new Option<string?>("--office")
        {
            Description = "The office, where there are several",
            HelpName = "OFFICE",
        };
        var create = new Command("create", "Make a key; it is shown once") { name, role, office };
        create.SetAction(
            (parsed, cancellationToken) =>
                Terminal.RunAsync(
                    parsed,
                    async services =>
                    {
                        var officeId = await Terminal.OfficeAsync(
                            services,
                            parsed.GetValue(office),
                            cancellationToken
                        );
                        var key = await services
                            .GetRequiredService<CreateApiKey>()
                            .RunAsync(
                                officeId,
                                parsed.GetRequiredValue(name),
                                parsed.GetValue(role),
                                cancellationToken
                            );
                        await parsed.InvocationConfiguration.Output.WriteLineAsync(key);
                    },
                    cancellationToken
                )
        );
        return new Command("api-key", "Keys for programs that use the API") { create };
    }
}
