using HealthPark.Api;

// serve (the default), or one of: migrate, rebuild, verify.
var command = args.FirstOrDefault(a => !a.StartsWith('-')) ?? "serve";
await using var app = HealthParkApplication.Build(args);
return command == "serve" ? await HealthParkApplication.Serve(app) : await Commands.Run(app, command);

/// <summary>The program. Public, so that tests can start it.</summary>
public partial class Program;
