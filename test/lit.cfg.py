# The test suite for lit. One file, one feature; what a file runs stands in its RUN lines.

import glob
import os
import subprocess

import lit.formats

config.name = "costate"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".cpp", ".c", ".test", ".cu"]
# Programs that tests feed to the tool lie in folders of these names.
config.excludes = ["Unit", "Inputs", "programs", "corpus", "oracle", "lit.cfg.py", "lit.site.cfg.py"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.costate_build_dir, "test")

bin_dir = os.path.join(config.costate_build_dir, "bin")
lib_dir = os.path.join(config.costate_build_dir, "lib")
config.environment["PATH"] = os.pathsep.join(
    [bin_dir, config.llvm_tools_dir, config.environment.get("PATH", "")]
)
for name in ("HOME", "CCACHE_DIR", "CUDA_PATH", "LD_LIBRARY_PATH"):
    if name in os.environ:
        config.environment[name] = os.environ[name]


def tool(name):
    """A tool of the LLVM packages, by full path."""
    return os.path.join(config.llvm_tools_dir, name)


# Longer names first: lit replaces in this order.
plugin = os.path.join(lib_dir, "costate.so")
substitutions = [
    ("%costate_plugin", plugin),
    ("%costate-opt", os.path.join(bin_dir, "costate-opt")),
    ("%costate-tblgen", os.path.join(bin_dir, "costate-tblgen")),
    ("%costate_include", os.path.join(config.costate_source_dir, "include")),
    (r"%costate\+\+", os.path.join(bin_dir, "costate++")),
    ("%costate", os.path.join(bin_dir, "costate")),
    ("%clangxx", config.clangxx),
    ("%gxx", config.gxx),
    ("%cmake", config.cmake),
    ("%python", config.python),
    ("%mlir-translate", tool("mlir-translate")),
    ("%lli", tool("lli")),
    ("%opt", tool("opt")),
    ("%llvm-as", tool("llvm-as")),
    ("%ptxas", config.ptxas),
    ("%libdevice", config.libdevice),
    ("%libclc", config.libclc),
    ("%eigen", config.eigen_include_dir),
    ("%source_dir", config.costate_source_dir),
    ("%build_dir", config.costate_build_dir),
]
config.substitutions.extend(substitutions)


def found(path):
    return bool(path) and not path.endswith("-NOTFOUND") and os.path.exists(path)


def has_gpu():
    try:
        query = subprocess.run(["nvidia-smi", "-L"], capture_output=True, timeout=20, text=True)
        return query.returncode == 0 and "GPU" in query.stdout
    except (OSError, subprocess.TimeoutExpired):
        return False


if found(plugin):
    config.available_features.add("plugin")
if found(os.path.join(bin_dir, "costate")):
    config.available_features.add("tool")
if found(config.ptxas):
    config.available_features.add("ptxas")
if found(config.libdevice):
    config.available_features.add("libdevice")
if found(config.libclc):
    config.available_features.add("libclc")
if found(config.gxx):
    config.available_features.add("gxx")
if found(config.eigen_include_dir):
    config.available_features.add("eigen")
if glob.glob("/usr/lib/*/liblapack.*") and glob.glob("/usr/lib/*/libblas.*"):
    config.available_features.add("lapack")
if found(config.ptxas) and has_gpu():
    config.available_features.add("cuda-runtime")
