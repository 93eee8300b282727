// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command line of the tool 'costate', apart from the sub-command, which comes first.

include "llvm/Option/OptParser.td"

class F<string name, string help> : Flag<["--"], name>, HelpText<help>;
class S<string name, string meta, string help>
    : Separate<["--"], name>, MetaVarName<meta>, HelpText<help>;
class E<string name, Option alias> : Joined<["--"], name # "=">, Alias<alias>;

def function : S<"function", "NAME",
    "The function to differentiate: f, ns::S::m, f<double>, \"f(double, int)\"; may be repeated">;
def function_eq : E<"function", function>;
def wrt : S<"wrt", "a,b", "Differentiate with respect to these parameters only">;
def wrt_eq : E<"wrt", wrt>;
def emit : S<"emit", "KIND",
    "cpp, obj, asm, llvm, bc, mlir, ptx or cubin; default: from the output's suffix, else cpp">;
def emit_eq : E<"emit", emit>;
def stage : S<"stage", "STAGE",
    "With --emit=mlir: imported, normalized, differentiated (default) or lowered">;
def stage_eq : E<"stage", stage>;
def target : S<"target", "TRIPLE", "Emit code for this target; nvptx64 for NVIDIA GPUs">;
def target_eq : E<"target", target>;
def gpu_arch : S<"gpu-arch", "ARCH", "GPU architecture for ptx and cubin (default: sm_75)">;
def gpu_arch_eq : E<"gpu-arch", gpu_arch>;
def name : S<"name", "NAME", "Name of the derivative (default: f_grad and so on)">;
def name_eq : E<"name", name>;
def may_alias : F<"may-alias", "Do not assume that differentiated buffers are distinct">;
def inline_limit : S<"inline-limit", "N",
    "Operations of a function above which large callees stay functions (default: 131072)">;
def inline_limit_eq : E<"inline-limit", inline_limit>;
def numerics : S<"numerics", "KIND", "ieee (default); strong-zero: zero seeds absorb infinities and NaN; checked: the first one in a derivative stops the program">;
def numerics_eq : E<"numerics", numerics>;
def at : S<"at", "POINT", "check: where, as \"x=1.5 p=1,2,3 n=3\"">;
def at_eq : E<"at", at>;
def directions : S<"directions", "N", "check: how many random directions (default: 4)">;
def directions_eq : E<"directions", directions>;
def seed : S<"seed", "N", "check: another choice of directions">;
def seed_eq : E<"seed", seed>;
def tolerance : S<"tolerance", "T", "check: how far forward and reverse may differ, relative (default: 1e-9)">;
def tolerance_eq : E<"tolerance", tolerance>;
def combinations : F<"combinations", "check: every combination of the parameters, not only all together">;
def output : JoinedOrSeparate<["-"], "o">, MetaVarName<"OUT">,
    HelpText<"Write to OUT (default and '-': standard output)">;
def depfile : S<"depfile", "FILE", "Write the files that the output depends on, as a rule for make">;
def depfile_eq : E<"depfile", depfile>;
def build_path : JoinedOrSeparate<["-"], "p">, MetaVarName<"DIR">,
    HelpText<"Read compile_commands.json from DIR">;
def optimize : Joined<["-"], "O">, MetaVarName<"<0-3>">,
    HelpText<"Optimization level of obj, asm, llvm, bc, ptx and cubin (default: 3)">;
def help : F<"help", "Show this text">;
def help_short : Flag<["-"], "h">, Alias<help>;
def version : F<"version", "Show versions">;
def double_dash : Option<["--"], "", KIND_REMAINING_ARGS>, MetaVarName<"CLANG OPTIONS">,
    HelpText<"Everything after '--' goes to clang">;
