# What the library, the program and the tests stand on. All of it comes from the system's packages, so
# that a build needs no network: tools/setup.sh names Debian's.

list(APPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}")

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(ICU 70 REQUIRED COMPONENTS uc i18n)
find_package(RE2 REQUIRED)  # cmake/FindRE2.cmake
find_package(fmt 8 REQUIRED)
find_package(nlohmann_json 3.9 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
if(QUOTELEDGER_TESTS OR (NOT DEFINED QUOTELEDGER_TESTS AND PROJECT_IS_TOP_LEVEL))
  find_package(Boost 1.74 REQUIRED COMPONENTS unit_test_framework)
endif()
