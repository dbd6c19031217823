// Program: Primary constructors.

namespace Lume.Conformance.Programs.Classes;

internal static class PrimaryConstructors
{
    private class Account(string owner, long balance)
    {
        public string Owner { get; } = owner;

        public void Deposit(long amount) => balance += amount;

        public long Balance => balance;
    }

    private sealed class Savings(string owner, long balance, int rate) : Account(owner, balance)
    {
        public long Interest() => Balance * rate / 100;
    }

    public static void Run()
    {
        Savings s = new("Eve", Opaque.Of(1000L), 5);
        s.Deposit(500);
        Out.Line(s.Owner, s.Balance, s.Interest());
    }
}
