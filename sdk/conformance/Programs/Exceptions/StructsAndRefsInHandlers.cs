// Program: Structs and refs in handlers.

namespace Lume.Conformance.Programs.Exceptions;

internal static class StructsAndRefsInHandlers
{
    private struct Point
    {
        public int X;
        public string Name;
    }

    public static void Run()
    {
        Point[] points = new Point[2];
        Change(ref points[1], Opaque.Of(true));
        Change(ref points[0], Opaque.Of(false));
        Out.Line(points[1].Name, points[1].X, points[0].X);
    }

    private static void Change(ref Point p, bool fail)
    {
        try
        {
            p.X = 1;
            if (fail)
            {
                throw new CustomException("fail");
            }

            p.X = 2;
        }
        catch (CustomException e)
        {
            p.Name = e.Message;
            p.X += 100;
        }
    }
}
