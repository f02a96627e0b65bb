using System.Text.Json;
using System.Text.Json.Serialization;
using HealthPark.EventStore;

namespace HealthPark.IntegrationTests.EventStore;

internal abstract record NoteEvent;

internal sealed record NoteWritten(string Text, string? Code = null) : NoteEvent;

internal sealed record NoteCorrected(string Text) : NoteEvent;

internal sealed record NoteCodeChanged(string? Code) : NoteEvent;

/// <summary>The state of a small record that the store's tests write. A code belongs to one note of a module at a time.</summary>
internal sealed record Note(string Text, string? Code, int Changes)
{
    /// <summary>A code with which the read model cannot be computed.</summary>
    public const string Unreadable = "unreadable";

    public static readonly ReadModelTable<Recorded<Note>> Table = new ReadModelTable<Recorded<Note>>("notes")
        .Column("id", "uuid", r => r.Id)
        .Column("text", "text", r => r.State.Text)
        .Column("code", "text", r => r.State.Code)
        .Column("changes", "int", r => r.State.Changes)
        .Column("version", "bigint", r => r.Version)
        .Column("made_at", "timestamptz", r => r.CreatedAt)
        .Column("body", "jsonb", r => JsonSerializer.Serialize(r.State, NoteJson.Default.Note));

    public static readonly StreamType<Note, NoteEvent> Stream = new StreamType<Note, NoteEvent>
    {
        Name = "note",
        Initial = new Note("", null, 0),
        Evolve = (note, e) => e switch
        {
            NoteWritten written => new Note(written.Text, written.Code, 1),
            NoteCorrected corrected => note with { Text = corrected.Text, Changes = note.Changes + 1 },
            NoteCodeChanged changed => note with { Code = changed.Code, Changes = note.Changes + 1 },
            _ => note,
        },
        Claims = note => note.Code is null ? [] : [CodeClaim(note.Code)],
    }.Inline(Table, r => r.State.Code == Unreadable ? throw new InvalidOperationException("No row can be made of this note.") : r);

    public static readonly EventTypes Events = new EventTypes()
        .Add("note_written_v2", NoteJson.Default.NoteWritten)
        .Upcast("note_written", old => new NoteWritten(old["title"] + ": " + old["content"]))
        .Add("note_corrected", NoteJson.Default.NoteCorrected)
        .Add("note_code_changed", NoteJson.Default.NoteCodeChanged);

    public static Claim CodeClaim(string code) => new("code", code);

    public static Recorded<Note> New() => Stream.Nothing(Guid.CreateVersion7());
}

[JsonSerializable(typeof(NoteWritten))]
[JsonSerializable(typeof(NoteCorrected))]
[JsonSerializable(typeof(NoteCodeChanged))]
[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
