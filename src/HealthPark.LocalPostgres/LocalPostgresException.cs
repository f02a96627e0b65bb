namespace HealthPark.LocalPostgres;

/// <summary>The private PostgreSQL server cannot run here. The message is written for the operator and says what to do.</summary>
public sealed class LocalPostgresException(string message, Exception? innerException = null) : Exception(message, innerException);
