using HealthPark.EventStore;
using static HealthPark.EventStore.AppendOutcome;

namespace HealthPark.IntegrationTests.EventStore;

/// <summary>Idempotency keys and claims.</summary>
public sealed class OnceOnlyTests : StoreTest
{
    [Fact]
    public async Task The_same_request_under_its_key_is_answered_as_the_first_time()
    {
        await Write(Node.South, new NoteWritten("moves the log on"));
        var note = Note.New();
        var first = await Append(Node.North, note, Key("k"), new NoteWritten("text"), new NoteCorrected("again"));
        var position = first.ShouldBeOfType<Appended>().Events[^1].Position;
        await Change(Node.North, await Load(note.Id), new NoteCorrected("later"));

        var again = await Append(Node.North, Note.New(), Key("k"), new NoteWritten("text"), new NoteCorrected("again"));

        again.ShouldBe(new Replayed(note.Id, 2, position, 201));
        (await Node.North.FindAnswered(Key("k"), default)).ShouldBe(again);
        (await WholeLog()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_key_used_before_for_another_request_is_refused()
    {
        await Append(Node.North, Note.New(), Key("k"), new NoteWritten("text"));

        (await Append(Node.South, Note.New(), Key("k", "another request"), new NoteWritten("other"))).ShouldBeOfType<KeyReused>();
        (await Node.North.FindAnswered(Key("k", "another request"), default)).ShouldBeOfType<KeyReused>();
        (await WholeLog()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Keys_of_different_clients_never_meet()
    {
        await Append(Node.North, Note.New(), Key("k"), new NoteWritten("text"));

        var other = Key("k") with { ClientId = "another client" };
        (await Node.North.FindAnswered(other, default)).ShouldBeNull();
        (await Append(Node.North, Note.New(), other, new NoteWritten("text"))).ShouldBeOfType<Appended>();
    }

    [Fact]
    public async Task A_refused_append_leaves_its_key_free()
    {
        var note = await Write(Node.North, new NoteWritten("text", "A1"));

        (await Append(Node.North, Note.New(), Key("k"), new NoteWritten("other", "A1"))).ShouldBeOfType<ClaimTaken>();
        (await Append(Node.North, note, Key("k"), new NoteCorrected("mine"))).ShouldBeOfType<Appended>();
    }

    [Fact]
    public async Task A_key_is_forgotten_after_seven_days()
    {
        var first = await Append(Node.North, Note.New(), Key("k"), new NoteWritten("text"));
        await Tamper("update event_store.idempotency_keys set created_at = created_at - interval '7 days 1 second'");

        (await Node.North.FindAnswered(Key("k"), default)).ShouldBeNull();
        var second = (await Append(Node.North, Note.New(), Key("k", "another request"), new NoteWritten("new"))).ShouldBeOfType<Appended>();

        second.Events[0].StreamId.ShouldNotBe(((Appended)first).Events[0].StreamId);
        (await Node.North.FindAnswered(Key("k", "another request"), default)).ShouldBe(new Replayed(second.Events[0].StreamId, 1, 2, 201));
    }

    [Fact]
    public async Task A_hundred_requests_under_one_key_make_one_record_and_equal_answers()
    {
        var other = await StartNode();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            Append(i % 2 == 0 ? Node.North : other.North, Note.New(), Key("k"), new NoteWritten("text"))));

        var stored = outcomes.OfType<Appended>().ShouldHaveSingleItem().Events.Single();
        outcomes.OfType<Replayed>().Count().ShouldBe(99);
        outcomes.OfType<Replayed>().ShouldAllBe(replay => replay == new Replayed(stored.StreamId, 1, stored.Position, 201));
        (await WholeLog()).ShouldBe([stored]);
    }

    [Fact]
    public async Task Of_a_hundred_streams_that_claim_one_code_one_holds_it()
    {
        var other = await StartNode();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            Append(i % 2 == 0 ? Node.North : other.North, Note.New(), null, new NoteWritten($"note {i}", "A1"))));

        var holder = outcomes.OfType<Appended>().ShouldHaveSingleItem().Events.Single().StreamId;
        outcomes.OfType<ClaimTaken>().Count().ShouldBe(99);
        outcomes.OfType<ClaimTaken>().ShouldAllBe(taken => taken == new ClaimTaken(Note.CodeClaim("A1"), holder));
        (await WholeLog()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_claim_belongs_to_one_module()
    {
        await Write(Node.North, new NoteWritten("text", "A1"));

        (await Append(Node.South, Note.New(), null, new NoteWritten("text", "A1"))).ShouldBeOfType<Appended>();
    }

    [Fact]
    public async Task A_released_claim_can_be_taken_by_another_and_taken_back()
    {
        var one = await Write(Node.North, new NoteWritten("one", "A1"));
        var two = await Write(Node.North, new NoteWritten("two", "B2"));
        one = await Change(Node.North, one, new NoteCodeChanged(null));
        two = await Change(Node.North, two, new NoteCodeChanged("A1"));

        (await Append(one, new NoteCodeChanged("A1"))).ShouldBe(new ClaimTaken(Note.CodeClaim("A1"), two.Id));
        one = await Change(Node.North, one, new NoteCodeChanged("B2"));
        await Change(Node.North, one, new NoteCorrected("keeps its code"), new NoteCodeChanged("C3"), new NoteCodeChanged("B2"));

        (await Ask<string>("select kind || ' ' || key || ' ' || stream_id from north.claims order by key"))
            .ShouldBe([$"code A1 {two.Id}", $"code B2 {one.Id}"]);
    }

    [Fact]
    public async Task A_taken_claim_is_found_without_writing()
    {
        var holder = await Write(Node.North, new NoteWritten("one", "A1"));
        Task<ClaimTaken?> Find(Recorded<Note> note, NoteEvent e) => Node.North.FindTakenClaim(Note.Stream, note, [e], new EventMetadata("test"), default);

        (await Find(Note.New(), new NoteWritten("two", "A1"))).ShouldBe(new ClaimTaken(Note.CodeClaim("A1"), holder.Id));
        (await Find(Note.New(), new NoteWritten("two", "B2"))).ShouldBeNull();
        (await Find(holder, new NoteCorrected("mine"))).ShouldBeNull();
        (await WholeLog()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_record_holds_the_source_keys_that_its_events_name()
    {
        var (one, two) = (Note.New(), Note.New());
        (await Node.North.Append(Note.Stream, one, [new NoteWritten("one")], Someone with { SourceKey = "erp/1" }, null)).ShouldBeOfType<Appended>();

        (await Node.North.Append(Note.Stream, two, [new NoteWritten("two")], Someone with { SourceKey = "erp/1" }, null))
            .ShouldBe(new ClaimTaken(Claim.OfSourceKey(Note.Stream.Name, "erp/1"), one.Id));
        (await Node.North.Append(Note.Stream, two, [new NoteWritten("two")], Someone with { SourceKey = "erp/2" }, null)).ShouldBeOfType<Appended>();
        one = await Change(Node.North, await Node.North.Load(Note.Stream, one.Id, UpTo.Now, default), new NoteCorrected("by hand"));

        one.SourceKeys.ShouldBe(["erp/1"]);
        (await Task.WhenAll(new[] { "erp/1", "erp/2", "erp/3" }.Select(key => Node.North.FindBySourceKey(Note.Stream.Name, key, default)))).ShouldBe([one.Id, two.Id, null]);
        (await Node.Projections.Compare(default)).ShouldBeEmpty();
    }
}
