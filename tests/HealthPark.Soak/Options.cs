using System.Globalization;

namespace HealthPark.Soak;

/// <summary>How long, on which data, and with which luck.</summary>
/// <param name="Rounds">In how many rounds the program is killed.</param>
/// <param name="PostgresRounds">In how many its Postgres is.</param>
/// <param name="Seed">What decides the moments.</param>
/// <param name="Writers">How many clients write.</param>
/// <param name="VerifyEvery">After how many rounds the whole log is verified, besides at the end.</param>
/// <param name="Data">A folder to go on with or to keep; a new one that is deleted afterwards if none is named.</param>
internal sealed record Options(int Rounds = 200, int PostgresRounds = 50, int Seed = 1, int Writers = 6, int VerifyEvery = 20, string? Data = null)
{
    public const string Usage = "build/soak [--rounds 200] [--postgres-rounds 50] [--seed 1] [--writers 6] [--verify-every 20] [--data folder]";

    /// <summary>The options as they stand on the command line; null if they cannot be read.</summary>
    public static Options? Parse(IReadOnlyList<string> args)
    {
        var options = new Options();
        for (var i = 0; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count)
                return null;
            var isNumber = int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            Options? changed = (args[i], isNumber) switch
            {
                ("--rounds", true) => options with { Rounds = number },
                ("--postgres-rounds", true) => options with { PostgresRounds = number },
                ("--seed", true) => options with { Seed = number },
                ("--writers", true) when number > 0 => options with { Writers = number },
                ("--verify-every", true) when number > 0 => options with { VerifyEvery = number },
                ("--data", _) => options with { Data = Path.GetFullPath(args[i + 1]) },
                _ => null,
            };
            if (changed is null)
                return null;
            options = changed;
        }

        return options.Rounds + options.PostgresRounds > 0 ? options : null;
    }
}
