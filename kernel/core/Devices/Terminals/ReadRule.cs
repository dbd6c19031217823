// When a read of a terminal has enough: canonical lines, or MIN and TIME.
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;

namespace Lume.Kernel.Devices.Terminals;

/// <summary>The modes that a read goes by, taken under the terminal's lock. Source: termios(3), "noncanonical mode".</summary>
internal struct ReadRule
{
    private const long TenthOfSecond = 100_000_000;

    private readonly bool _canonical;
    private readonly byte _minimum;
    private readonly byte _time;
    private readonly long _start;

    public ReadRule(in Termios modes)
    {
        _canonical = (modes.Local & LocalModes.Canonical) != 0;
        _minimum = modes.Characters[ControlCharacter.Minimum];
        _time = modes.Characters[ControlCharacter.Time];
        _start = Clock.Monotonic;
        MoreAvailable = false;
    }

    /// <summary>Bytes are left that this read could take.</summary>
    public bool MoreAvailable;

    /// <summary>Whether the read returns with what it has.</summary>
    public readonly bool IsEnough(long done)
    {
        if (_canonical || MoreAvailable)
        {
            return false;
        }

        return _minimum == 0 ? done > 0 || _time == 0 : done >= _minimum;
    }

    /// <summary>When waiting ends: TIME counts from the call if MIN is 0, else from the last byte once there is one: a rule is made anew after each byte.</summary>
    public readonly long Deadline(long done) =>
        _canonical || _time == 0 || (_minimum > 0 && done == 0) ? WaitQueue.Forever : _start + _time * TenthOfSecond;
}
