// What nearly every program uses.

global using System;
global using System.Collections.Generic;
global using System.Runtime.CompilerServices;
