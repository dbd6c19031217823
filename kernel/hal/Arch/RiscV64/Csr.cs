// Numbers of the control and status registers that the kernel uses (RISC-V Privileged, chapter 2).

namespace Lume.Hal.RiscV64;

internal static class Csr
{
    public const int Sstatus = 0x100;
    public const int Sie = 0x104;
    public const int Scounteren = 0x106;
    public const int Sip = 0x144;
    public const int Stimecmp = 0x14d;
    public const int Satp = 0x180;
}
