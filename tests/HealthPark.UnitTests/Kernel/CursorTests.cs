using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HealthPark.Kernel.Http;

namespace HealthPark.UnitTests.Kernel;

public class CursorTests
{
    private static readonly Guid Id = new("0198a000-0000-7000-8000-000000000001");

    [Fact]
    public void A_cursor_is_read_as_it_was_written_whatever_the_key() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), key =>
        {
            // Half a surrogate pair is not text, and NUL is let in nowhere: no row holds them.
            var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key.Get.Replace("\0", "", StringComparison.Ordinal)));
            Cursor.Read(Cursor.Write("list", text, Id), "list").ShouldBe(new Cursor(text, Id));
        }));

    [Fact]
    public void A_cursor_of_another_list_is_none() => Cursor.Read(Cursor.Write("list", "k", Id), "other").ShouldBeNull();

    [Fact]
    public void A_cursor_with_any_character_changed_left_out_or_added_is_none()
    {
        var cursor = Cursor.Write("list", "2026-06-30", Id);
        for (var i = 0; i < cursor.Length; i++)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];

            // The last character carries bits that decode to nothing.
            if (i < cursor.Length - 1)
                Cursor.Read(changed, "list").ShouldBeNull();
            Cursor.Read(cursor.Remove(i, 1), "list").ShouldBeNull();
        }

        Cursor.Read(cursor + "AAAA", "list").ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAA")]
    [InlineData("not a cursor")]
    [InlineData("游标")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==")]
    public void What_is_no_cursor_is_none(string text) => Cursor.Read(text, "list").ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("nothing like JSON")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[\"list\",\"key\"]")]
    [InlineData("[\"list\",1,\"0198a000-0000-7000-8000-000000000001\"]")]
    [InlineData("[\"list\",null,\"0198a000-0000-7000-8000-000000000001\"]")]
    [InlineData("[\"list\",\"key\",\"no id\"]")]
    [InlineData("[\"list\",\"key\",\"0198a000-0000-7000-8000-000000000001\",\"more\"]")]
    [InlineData("[\"list\",\"k\\u0000y\",\"0198a000-0000-7000-8000-000000000001\"]")]
    public void A_forged_one_whose_check_is_right_is_none_either(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);

        Cursor.Read(Base64Url.EncodeToString([.. SHA256.HashData(bytes).AsSpan(0, 4), .. bytes]), "list").ShouldBeNull();
    }

    [Fact]
    public void Lists_that_differ_have_different_marks() =>
        new[] { "", "a", "b", "sort=name", "sort=-name" }.Select(Cursor.Mark).ShouldBeUnique();
}
