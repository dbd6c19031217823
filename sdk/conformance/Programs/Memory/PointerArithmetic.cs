// Program: Pointer arithmetic.

namespace Lume.Conformance.Programs.Memory;

internal static unsafe class PointerArithmetic
{
    public static void Run()
    {
        int* p = stackalloc int[6] { 1, 2, 3, 4, 5, 6 };
        int* q = p + Opaque.Of(4);
        Out.Line("values", *p, *q, q[-2]);
        Out.Line("difference", q - p, (byte*)q - (byte*)p);
        *q++ = 50;
        *--q += 1;
        Out.Line("changed", p[4], *(p + 5));
        long* l = (long*)p;
        Out.Line("reinterpreted", l[1]);
        Out.Line("compare", p < q);
        int** pp = &p;
        **pp = 77;
        Out.Line("double", *p);
        void* v = p;
        Out.Line("null", v == null);
    }
}
