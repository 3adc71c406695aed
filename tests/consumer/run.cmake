# The test `package`: installs the build into a fresh prefix, moves the prefix, builds and runs
# tests/consumer against it, and runs the installed program with the installed grammars.
#   cmake -DBUILD=… -DSOURCE=… -DGENERATOR=… -DCOMPILER=… -P run.cmake

set(work "${BUILD}/package-test")
set(prefix "${work}/moved")
file(REMOVE_RECURSE "${work}")

macro(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output
                  ERROR_VARIABLE output WORKING_DIRECTORY "${SOURCE}")
  if(NOT status EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}\ngave ${status}:\n${output}")
  endif()
endmacro()

run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${work}/first")
file(RENAME "${work}/first" "${prefix}")

run("${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${SOURCE}/tests/consumer" -B "${work}/consumer"
    "-DCMAKE_PREFIX_PATH=${prefix}" "-DCMAKE_CXX_COMPILER=${COMPILER}" -DCMAKE_BUILD_TYPE=Release)
run("${CMAKE_COMMAND}" --build "${work}/consumer")
run("${work}/consumer/consumer")

file(GLOB_RECURSE program "${prefix}/bin/quoteledger")
run("${program}" --version)
run("${program}" grammar check)

# It must have been the installed grammars: with one of them broken, the same command fails.
# (Without /proc, as in a bare chroot, a program cannot tell where it stands.)
if(EXISTS /proc/self/exe)
  file(GLOB_RECURSE grammars "${prefix}/share/quoteledger/grammars/en/*.grammar")
  if(NOT grammars)
    message(FATAL_ERROR "no grammar files below ${prefix}/share/quoteledger/grammars/en")
  endif()
  list(GET grammars 0 grammar)
  file(APPEND "${grammar}" "\nthis line is no grammar\n")
  execute_process(COMMAND "${program}" grammar check RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
  if(status EQUAL 0)
    message(FATAL_ERROR "the installed program does not use the installed grammars")
  endif()
endif()
file(REMOVE_RECURSE "${work}")
