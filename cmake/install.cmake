# What `cmake --install` puts where. The program finds its grammars relative to itself, so that the
# prefix may be moved.

include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/quoteledger")

install(TARGETS quoteledger quoteledger_tool
        EXPORT quoteledgerTargets
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")

# The public headers. The others are the rooms' business among themselves; tests/consumer compiles each
# of these alone against the installed package, so one that includes a header not listed here fails there.
file(GLOB public_headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/src"
     "${PROJECT_SOURCE_DIR}/src/quoteledger/base/result.h"
     "${PROJECT_SOURCE_DIR}/src/quoteledger/base/span.h"
     "${PROJECT_SOURCE_DIR}/src/quoteledger/engine/engine.h"
     "${PROJECT_SOURCE_DIR}/src/quoteledger/grammar/diagnostic.h"
     "${PROJECT_SOURCE_DIR}/src/quoteledger/grammar/grammar.h"
     "${PROJECT_SOURCE_DIR}/src/quoteledger/ledger/row.h"
     "${PROJECT_SOURCE_DIR}/src/quoteledger/ledger/select.h"
     "${PROJECT_SOURCE_DIR}/src/quoteledger/ledger/speakers.h"
     "${PROJECT_SOURCE_DIR}/src/quoteledger/ledger/utterances.h"
     "${PROJECT_SOURCE_DIR}/src/quoteledger/write/*.h"
     "${PROJECT_SOURCE_DIR}/src/quoteledger/audit/audit.h")
foreach(header IN LISTS public_headers)
  get_filename_component(folder "${header}" DIRECTORY)
  install(FILES "src/${header}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/${folder}")
endforeach()

install(DIRECTORY grammars/ DESTINATION "${CMAKE_INSTALL_DATADIR}/quoteledger/grammars")
if(EXISTS "${PROJECT_SOURCE_DIR}/docs/quoteledger.1")
  install(FILES docs/quoteledger.1 DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
endif()
install(FILES LICENSE CHANGELOG.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")

install(EXPORT quoteledgerTargets NAMESPACE quoteledger:: DESTINATION "${package_dir}")
configure_package_config_file(cmake/quoteledgerConfig.cmake.in
                              "${PROJECT_BINARY_DIR}/quoteledgerConfig.cmake"
                              INSTALL_DESTINATION "${package_dir}"
                              PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/quoteledgerConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/quoteledgerConfig.cmake"
              "${PROJECT_BINARY_DIR}/quoteledgerConfigVersion.cmake" cmake/FindRE2.cmake
        DESTINATION "${package_dir}")
