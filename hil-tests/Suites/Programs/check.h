/* What a guest program with many checks says: "FAIL name value" for a broken one, "passed" when there is none. */
#ifndef CHECK_H
#define CHECK_H

static int failures;

static inline void check(const char *name, int good, i64 value)
{
    if (good)
        return;
    failures++;
    print("FAIL "), print(name), print(" "), print_number(value), print("\n");
}

static inline int finish(void)
{
    if (failures == 0)
        print("passed\n");
    return failures != 0;
}

#endif
