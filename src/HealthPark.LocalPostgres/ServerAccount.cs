namespace HealthPark.LocalPostgres;

/// <summary>The operating system user that PostgreSQL's programs run as: oneself, or another one where oneself is root, which they refuse.</summary>
internal sealed record ServerAccount(string? UserName)
{
    public static readonly ServerAccount Self = new((string?)null);

    /// <summary>The account for a new cluster.</summary>
    public static async Task<ServerAccount> ForNewCluster(CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess) return Self;
        var postgres = await Command.Run("id", ["-u", "postgres"], null, ct);
        return new ServerAccount(postgres.Succeeded ? "postgres" : "nobody");
    }

    /// <summary>A cluster can only be served by its owner, whoever that was when it was made.</summary>
    public static async Task<ServerAccount> OwnerOf(string folder, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess) return Self;
        var owner = await Command.Run("stat", ["-c", "%U", folder], null, ct);
        owner.OrThrow($"The owner of {folder} cannot be read");
        return new ServerAccount(owner.Output);
    }

    public Task<CommandResult> Run(string program, IEnumerable<string> arguments, CancellationToken ct) =>
        Command.Run(program, arguments, UserName, ct);

    /// <summary>Whether this account may pass through the folder, which takes all of its parents too.</summary>
    public async Task<bool> CanEnter(string folder, CancellationToken ct) =>
        (await Run("test", ["-x", folder], ct)).Succeeded;

    /// <summary>Makes the folder, readable to this account only.</summary>
    public async Task MakePrivateFolder(string folder, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (UserName is not null)
                (await Command.Run("chown", [UserName, folder], null, ct)).OrThrow($"{folder} cannot be given to the user {UserName}");
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LocalPostgresException($"{folder} belongs to another user. Run as that user, or choose another folder.", e);
        }
    }
}
