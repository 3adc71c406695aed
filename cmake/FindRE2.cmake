# Defines re2::re2. RE2's own CMake package comes first; where the system ships none (Debian 12),
# pkg-config tells. Installed beside quoteledgerConfig.cmake, because a consumer has the same need.

if(NOT TARGET re2::re2)
  find_package(re2 CONFIG QUIET)
endif()

if(TARGET re2::re2)
  set(RE2_FOUND TRUE)
else()
  find_package(PkgConfig QUIET)
  if(PkgConfig_FOUND)
    pkg_check_modules(QUOTELEDGER_RE2 QUIET IMPORTED_TARGET re2)
  endif()
  if(TARGET PkgConfig::QUOTELEDGER_RE2)
    add_library(re2::re2 INTERFACE IMPORTED)
    set_property(TARGET re2::re2 PROPERTY INTERFACE_LINK_LIBRARIES PkgConfig::QUOTELEDGER_RE2)
    set(RE2_FOUND TRUE)
    set(RE2_VERSION "${QUOTELEDGER_RE2_VERSION}")
  else()
    set(RE2_FOUND FALSE)
    set(RE2_NOT_FOUND_MESSAGE
        "neither a CMake package nor pkg-config knows RE2 (Debian: libre2-dev and pkg-config)")
  endif()
endif()

if(NOT RE2_FOUND AND RE2_FIND_REQUIRED)
  message(FATAL_ERROR "RE2 is missing: ${RE2_NOT_FOUND_MESSAGE}")
endif()
