using HealthPark.EventStore;
using Npgsql;
using static HealthPark.EventStore.AppendOutcome;

namespace HealthPark.IntegrationTests.EventStore;

public sealed class AppendingTests : StoreTest
{
    [Fact]
    public async Task A_stream_folds_to_the_state_its_events_make()
    {
        var written = await Write(Node.North, new NoteWritten("first", "A1"));
        var corrected = await Change(Node.North, written, new NoteCorrected("second"), new NoteCorrected("third"));

        var loaded = await Load(written.Id);

        loaded.State.ShouldBe(new Note("third", "A1", 3));
        (loaded.Version, loaded.Position, loaded.CreatedAt).ShouldBe((3, 3, corrected.CreatedAt));
        loaded.Changed.ShouldBe(corrected.Changed);
        (await Load(Guid.NewGuid())).Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task A_stream_is_read_as_it_stood_at_a_version_and_at_a_position()
    {
        var first = await Write(Node.North, new NoteWritten("first"));
        await Write(Node.South, new NoteWritten("elsewhere"));
        await Change(Node.North, first, new NoteCorrected("second"), new NoteCorrected("third"));

        (await Load(first.Id, UpTo.AtVersion(2))).State.Text.ShouldBe("second");
        (await Load(first.Id, UpTo.AtPosition(2))).State.Text.ShouldBe("first");
        (await Load(first.Id, UpTo.AtPosition(3))).State.Text.ShouldBe("second");
        (await Load(first.Id, UpTo.AtPosition(0))).Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task Events_are_read_back_as_they_were_appended()
    {
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var metadata = new EventMetadata("key-7", "org-9", "correlation", "causation", Trace);
        NoteEvent[] events = [new NoteWritten("text"), new NoteCorrected("more")];
        var outcome = await Node.North.Append(Note.Stream, Note.New(), events, metadata, null);
        var bare = await Append(Note.New(), new NoteWritten("bare"));

        var expected = outcome.ShouldBeOfType<Appended>().Events.Concat(bare.ShouldBeOfType<Appended>().Events).ToList();
        expected.Select(e => e.Type).ShouldBe(["note_written_v2", "note_corrected", "note_written_v2"]);
        expected[0].Metadata.ShouldBe(metadata);

        (await WholeLog()).ShouldBe(expected);
    }

    [Fact]
    public async Task Positions_have_no_gap_and_timestamps_rise_over_all_modules()
    {
        var notes = await Task.WhenAll(StoreNode.Schemas.SelectMany(schema =>
            Enumerable.Range(0, 20).Select(i => Write(Node.Module(schema), new NoteWritten($"{schema} {i}"), new NoteCorrected("again")))));
        (await Append(Note.Stream.Nothing(notes[0].Id), new NoteWritten("refused"))).ShouldBe(new VersionConflict(2)); // takes no position
        await Write(Node.South, new NoteWritten("last"));

        var log = await WholeLog();

        log.Select(e => e.Position).ShouldBe(Enumerable.Range(1, log.Count).Select(i => (long)i));
        log.Zip(log.Skip(1)).ShouldAllBe(pair => pair.First.RecordedAt < pair.Second.RecordedAt);
        (await Node.Log.Head(default)).ShouldBe(log.Count);
    }

    [Fact]
    public async Task An_append_to_a_stream_that_has_moved_on_tells_the_actual_version()
    {
        var written = await Write(Node.North, new NoteWritten("first"));
        await Change(Node.North, written, new NoteCorrected("second"), new NoteCorrected("third"));

        (await Append(written, new NoteCorrected("late"))).ShouldBe(new VersionConflict(3));
        (await Append(Note.Stream.Nothing(written.Id), new NoteWritten("again"))).ShouldBe(new VersionConflict(3));
        (await Append(written with { Id = Guid.NewGuid() }, new NoteCorrected("nowhere"))).ShouldBe(new VersionConflict(0));
        (await WholeLog()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Of_appends_that_race_for_a_version_exactly_one_wins()
    {
        var other = await StartNode();
        var written = await Write(Node.North, new NoteWritten("first"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            Append(i % 2 == 0 ? Node.North : other.North, written, null, new NoteCorrected($"writer {i}"))));

        outcomes.OfType<Appended>().Count().ShouldBe(1);
        outcomes.OfType<VersionConflict>().ShouldAllBe(conflict => conflict.ActualVersion == 2);
        outcomes.OfType<VersionConflict>().Count().ShouldBe(39);
        (await Load(written.Id)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task An_append_with_nothing_in_it_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => Append(Note.New()));

    [Theory]
    [InlineData("吉字旁的𠮷、㐂与𪚥")]
    [InlineData("a\tb\r\n\"\\/\u0001\u007f\u2028\ufeff")]
    [InlineData("👩‍👩‍👧‍👦 é é ﷽")]
    public async Task Any_text_comes_back_as_it_was_given(string text)
    {
        var metadata = new EventMetadata(text, text, text, text, text);
        var note = Note.New();
        var outcome = await Node.North.Append(Note.Stream, note, [new NoteWritten(text, text)], metadata, Key(text, text));

        var stored = (await WholeLog()).Single();

        stored.ShouldBe(outcome.ShouldBeOfType<Appended>().Events.Single());
        stored.Metadata.ShouldBe(metadata);
        (await Load(note.Id)).State.ShouldBe(new Note(text, text, 1));
        (await Ask<string>("select text from north.notes")).ShouldBe([text]);
        (await Append(Note.New(), new NoteWritten("other", text))).ShouldBe(new ClaimTaken(Note.CodeClaim(text), note.Id));
        (await Node.North.FindAnswered(Key(text, text), default)).ShouldBeOfType<Replayed>();
        (await Node.Chains.Check(default)).ShouldAllBe(chain => chain.Break == null);
    }

    [Fact]
    public async Task Stored_json_keeps_its_bytes()
    {
        const string Data = "{ \"Text\":\"\\ud842\\udfb7 𠮷\",\n  \"Code\" : null, \"Text\": \"twice\" }";
        var append = Raw("north", "note_written_v2", Data);

        await Node.Appender.Append(append);

        (await WholeLog()).Single().Data.ShouldBe(Data);
        (await Load(append.StreamId)).State.Text.ShouldBe("twice");
    }

    [Fact]
    public async Task An_event_stored_under_an_old_name_reads_as_todays_event()
    {
        var old = Raw("north", "note_written", """{"title":"Park","content":"opened"}""");
        await Node.Appender.Append(old);

        var note = await Load(old.StreamId);
        note.State.ShouldBe(new Note("Park: opened", null, 1));
        await Change(Node.North, note, new NoteCorrected("closed"));

        (await WholeLog()).Select(e => e.Type).ShouldBe(["note_written", "note_corrected"]);
    }

    [Fact]
    public async Task An_event_of_an_unknown_name_is_named()
    {
        var unknown = Raw("north", "note_burnt", "{}");
        await Node.Appender.Append(unknown);

        var error = await Should.ThrowAsync<InvalidOperationException>(() => Load(unknown.StreamId));
        error.Message.ShouldContain("note_burnt");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("nul in metadata")]
    [InlineData("lone surrogate in metadata")]
    [InlineData("a read model that cannot be made")]
    public async Task An_append_that_spoils_its_batch_fails_alone(string spoiler)
    {
        var gate = Hold();
        var first = Append(Note.New(), new NoteWritten("holds the batch"));
        await gate.Reached;
        var neighbours = Enumerable.Range(0, 10).Select(i => Append(Note.New(), new NoteWritten($"neighbour {i}"))).ToList();
        var spoiled = spoiler switch
        {
            "not json" => Node.Appender.Append(Raw("north", "note_written_v2", "{")),
            "nul in metadata" => AppendBy("a\0b"),
            "lone surrogate in metadata" => AppendBy("\ud842"),
            _ => Append(Note.New(), new NoteWritten("x", Note.Unreadable)),
        };
        neighbours.AddRange(Enumerable.Range(10, 10).Select(i => Append(Note.New(), new NoteWritten($"neighbour {i}"))));
        gate.Open();

        var error = await Should.ThrowAsync<Exception>(() => spoiled);
        error.ShouldNotBeOfType<StoreUnavailableException>();
        (await first).ShouldBeOfType<Appended>();
        (await Task.WhenAll(neighbours)).ShouldAllBe(outcome => outcome is Appended);
        (await WholeLog()).Select(e => e.Position).ShouldBe(Enumerable.Range(1, 21).Select(i => (long)i));
    }

    [Fact]
    public async Task A_listener_that_fails_does_not_make_an_append_look_failed()
    {
        Node.Signal.Changed += _ => throw new InvalidOperationException("A listener's own fault.");

        (await Append(Note.New(), new NoteWritten("text"))).ShouldBeOfType<Appended>();
        (await WholeLog()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_gathers_while_a_batch_commits_goes_in_together()
    {
        var gate = Hold();
        var first = Append(Note.New(), new NoteWritten("holds the batch"));
        await gate.Reached;
        var rest = Enumerable.Range(0, 50).Select(i => Append(Note.New(), new NoteWritten($"{i}"))).ToList();
        gate.Open();
        await first;
        await Task.WhenAll(rest);

        // All rows of one transaction carry its number.
        (await Ask<long>("select count(distinct xmin::text) from north.mt_events")).ShouldBe([2]);
    }

    [Fact]
    public async Task Appends_to_one_stream_in_one_gathering_keep_their_order()
    {
        var note = await Write(Node.North, new NoteWritten("first"));
        var gate = Hold();
        var holder = Append(Note.New(), new NoteWritten("holds the batch"));
        await gate.Reached;
        var racing = Enumerable.Range(0, 5).Select(i => Append(note, new NoteCorrected($"writer {i}"))).ToList();
        gate.Open();
        await holder;

        var outcomes = await Task.WhenAll(racing);
        outcomes[0].ShouldBeOfType<Appended>();
        outcomes[1..].ShouldAllBe(outcome => outcome == new VersionConflict(2));
    }

    [Fact]
    public async Task An_append_after_the_program_was_stopped_is_refused_as_unavailable()
    {
        var stopped = await StartNode();
        await Write(stopped.North, new NoteWritten("first"));
        await stopped.StopServices();

        await Should.ThrowAsync<StoreUnavailableException>(() => Append(stopped.North, Note.New(), null, new NoteWritten("late")));
    }

    [Fact]
    public async Task A_writer_without_the_lock_waits_for_the_one_that_holds_it()
    {
        var note = await Write(Node.North, new NoteWritten("first"));
        var gate = Hold();
        var append = Append(Note.New(), new NoteWritten("under the lock"));
        await gate.Reached;

        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        var foreign = connection.Execute(
            """
            insert into north.mt_events (seq_id, id, stream_id, version, data, type, timestamp, headers, hash)
            values (1000, gen_random_uuid(), $1, 2, '{}', 'foreign', now(), '{}', '')
            """,
            default, note.Id);
        await Waiting.UntilBlocked(Node, $"pid = {connection.ProcessID}");
        foreign.IsCompleted.ShouldBeFalse();
        gate.Open();

        (await append).ShouldBeOfType<Appended>();
        (await foreign).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_more_than_can_wait_is_refused_at_once_and_what_waits_is_written()
    {
        var gate = Hold();
        var held = Append(Note.New(), new NoteWritten("under the lock"));
        await gate.Reached;

        var waiting = Enumerable.Range(0, Appender.MostWaiting).Select(_ => Append(Note.New(), new NoteWritten("waits"))).ToList();
        await Should.ThrowAsync<StoreUnavailableException>(() => Append(Note.New(), new NoteWritten("one too many")));
        gate.Open();

        (await held).ShouldBeOfType<Appended>();
        (await Task.WhenAll(waiting)).ShouldAllBe(outcome => outcome is Appended);
        (await Append(Note.New(), new NoteWritten("there is room again"))).ShouldBeOfType<Appended>();
    }

    [Fact]
    public async Task What_has_waited_for_too_long_is_refused_and_was_not_written()
    {
        var note = await Write(Node.North, new NoteWritten("first"));
        Node.Appender.LongestWait = TimeSpan.Zero;
        await Should.ThrowAsync<StoreUnavailableException>(() => Append(note, new NoteWritten("late")));

        Node.Appender.LongestWait = TimeSpan.FromMinutes(1);
        (await Append(note, new NoteWritten("again"))).ShouldBeOfType<Appended>();
    }

    private Task<AppendOutcome> AppendBy(string actor) =>
        Node.North.Append(Note.Stream, Note.New(), [new NoteWritten("text")], new EventMetadata(actor), null);

    /// <summary>Holds the next batch under the lock until the gate is opened.</summary>
    private Gate Hold()
    {
        var gate = new Gate();
        Node.Appender.Fault = step => step == BatchStep.Locked ? gate.Pass() : Task.CompletedTask;
        return gate;
    }
}
