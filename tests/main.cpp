// Boost.Test's main(). The cases stand in tests/ROOM/*.cpp, each in a suite that is called as its room.
#define BOOST_TEST_MODULE quoteledger
#include <boost/test/unit_test.hpp>
