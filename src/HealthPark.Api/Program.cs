using HealthPark.Api;

// serve (the default), or one of: migrate, rebuild, verify, rotate-signing-key, asyncapi. Options may follow.
var command = args is [var first, ..] && !first.StartsWith('-') ? first : "serve";
await using var app = HealthParkApplication.Build(args);
return command == "serve" ? await HealthParkApplication.Serve(app, args) : await Commands.Run(app, command);

/// <summary>The program. Public, so that tests can start it.</summary>
public partial class Program;
