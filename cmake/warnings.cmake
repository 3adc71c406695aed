# How our own targets are compiled: warnings, sanitizers, coverage, link-time optimisation. Everything
# is set by target; nothing leaks into the flags of a project that includes this one, except what a
# static library's sanitizer needs at the link.

option(QUOTELEDGER_WERROR "treat warnings as errors (preset ci)" OFF)
option(QUOTELEDGER_LTO "optimise over translation units where the compiler can" OFF)
option(QUOTELEDGER_COVERAGE "count which lines run (preset coverage)" OFF)
option(QUOTELEDGER_TIDY "make clang-tidy one of the tests" OFF)
set(QUOTELEDGER_SANITIZE "" CACHE STRING "what -fsanitize= gets, e.g. address,undefined or thread")

if(QUOTELEDGER_LTO)
  include(CheckIPOSupported)
  check_ipo_supported(RESULT QUOTELEDGER_HAS_LTO OUTPUT why LANGUAGES CXX)
  if(NOT QUOTELEDGER_HAS_LTO)
    message(STATUS "no link-time optimisation: ${why}")
  endif()
endif()

function(quoteledger_target target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  if(NOT BUILD_SHARED_LIBS)  # the headers mark no exports
    set_target_properties(${target} PROPERTIES CXX_VISIBILITY_PRESET hidden
                                               VISIBILITY_INLINES_HIDDEN ON)
  endif()
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                           -Wno-sign-conversion -Wnon-virtual-dtor
                                           -Wno-missing-field-initializers)  # designated ones name what they set
  if(QUOTELEDGER_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(QUOTELEDGER_SANITIZE)
    target_compile_options(${target} PRIVATE "-fsanitize=${QUOTELEDGER_SANITIZE}"
                                             -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC "-fsanitize=${QUOTELEDGER_SANITIZE}")
  endif()
  if(QUOTELEDGER_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  if(QUOTELEDGER_COVERAGE)
    target_compile_options(${target} PRIVATE --coverage)
    target_link_options(${target} PUBLIC --coverage)
  endif()
  if(QUOTELEDGER_LTO AND QUOTELEDGER_HAS_LTO)
    set_target_properties(${target} PROPERTIES INTERPROCEDURAL_OPTIMIZATION ON)
  endif()
endfunction()
