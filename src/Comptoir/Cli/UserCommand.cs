using System.CommandLine;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Comptoir.Cli;

/// <summary><c>comptoir user add</c>: lets a person in; the first owner makes the first office.</summary>
static class UserCommand
{
    const string FirstOfficeName = "Main office";

    public static Command Create()
    {
        var email = new Argument<string>("EMAIL") { Description = "The address to sign in with" };
        var name = new Option<string>("--name")
        {
            Description = "The person's name",
            HelpName = "NAME",
            Required = true,
        };
        var role = new Option<Role>("--role")
        {
            Description = "owner, manager, accountant or viewer",
            HelpName = "ROLE",
            Required = true,
        };
        var office = new Option<string?>("--office")
        {
            Description = "The office, where there are several; names the first one",
            HelpName = "OFFICE",
        };
        var zone = new Option<string>("--time-zone")
        {
            Description = "In which the first office counts its days; by itself this machine's",
            HelpName = "ZONE",
            DefaultValueFactory = _ => Offices.TimeZones.OfThisMachine,
        };
        var fromInput = new Option<bool>("--password-stdin")
        {
            Description = "Read the password from standard input",
        };
        var add = new Command("add", "Let a person into an office")
        {
            email,
            name,
            role,
            office,
            zone,
            fromInput,
        };
        add.SetAction(
            (parsed, cancellationToken) =>
                Terminal.RunAsync(
                    parsed,
                    services =>
                        AddAsync(
                            services,
                            parsed.GetRequiredValue(email),
                            parsed.GetRequiredValue(name),
                            parsed.GetValue(role),
                            parsed.GetValue(office),
                            parsed.GetRequiredValue(zone),
                            parsed.GetValue(fromInput),
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return new Command("user", "Users") { add };
    }

    static async Task AddAsync(
        IServiceProvider services,
        string email,
        string name,
        Role role,
        string? office,
        string timeZone,
        bool fromInput,
        CancellationToken cancellationToken
    )
    {
        bool first;
        await using (var db = services.GetRequiredService<Database>().OpenInstallation())
            first = !await db.Users.AnyAsync(cancellationToken);
        if (first)
        {
            if (role != Role.Owner)
                throw new RefusedException("The first user must be the owner: --role owner.");
            await services
                .GetRequiredService<FoundInstallation>()
                .RunAsync(
                    office ?? FirstOfficeName,
                    timeZone,
                    email,
                    name,
                    await PasswordAsync(fromInput, cancellationToken),
                    cancellationToken
                );
        }
        else
        {
            var officeId = await Terminal.OfficeAsync(services, office, cancellationToken);
            var users = services.GetRequiredService<AddUser>();
            var password = await users.IsKnownAsync(email)
                ? null
                : await PasswordAsync(fromInput, cancellationToken);
            await users.RunAsync(officeId, email, name, role, password, cancellationToken);
        }
        Terminal.Errors.MarkupLineInterpolated($"{name} can sign in as {email}.");
    }

    static async Task<string> PasswordAsync(bool fromInput, CancellationToken cancellationToken)
    {
        if (fromInput)
            return await Console.In.ReadLineAsync(cancellationToken) ?? "";
        if (Console.IsInputRedirected)
            throw new RefusedException(
                "There is no terminal to ask for the password. Give it on standard input with --password-stdin."
            );
        return await Terminal.Errors.PromptAsync(
            new TextPrompt<string>("Password (12 characters or more):").Secret(null),
            cancellationToken
        );
    }
}
